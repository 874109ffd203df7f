package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Shelf;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.MalformedShape;
import dev.baton.port.ResourceStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.codebuild.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.codebuild.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.codebuild.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.codebuild.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.codebuild.model.PutResourcePolicyResponse;

/** Policies of projects and report groups: kept and shown, and nobody is let in by them. */
public final class ResourcePolicies {

  private static final int LONGEST = 20_480;
  private static final Shelf.Kind KIND =
      new Shelf.Kind("codebuild/resource-policy", 10_000, GetResourcePolicyResponse::builder);

  private final Shelf<GetResourcePolicyResponse> shelf;

  public ResourcePolicies(ResourceStore store, InstantSource clock) {
    this.shelf = new Shelf<>(store, clock, KIND);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes.on(BuildResourceOperations.GET_RESOURCE_POLICY, this::get);
  }

  /**
   * Adds what changes something.
   *
   * @param exists whether there is a resource of an ARN
   */
  public void addChanges(Dispatcher.Builder routes, BiPredicate<Caller, String> exists) {
    routes
        .on(
            BuildResourceOperations.PUT_RESOURCE_POLICY,
            (caller, request) -> put(caller, request, exists))
        .on(BuildResourceOperations.DELETE_RESOURCE_POLICY, this::delete);
  }

  /** Of a resource that is deleted. */
  void forget(Caller caller, String arn) {
    shelf.delete(caller, arn);
  }

  private PutResourcePolicyResponse put(
      Caller caller, PutResourcePolicyRequest request, BiPredicate<Caller, String> exists) {
    String arn = required(request.resourceArn(), "resourceArn");
    String policy = required(request.policy(), "policy");
    check(policy);
    if (!exists.test(caller, arn)) {
      throw notFound(arn);
    }
    GetResourcePolicyResponse shape = GetResourcePolicyResponse.builder().policy(policy).build();
    if (shelf.create(caller, arn, shape, Optional.empty()).isEmpty()
        && shelf.amend(caller, arn, _ -> shape).isEmpty()) {
      throw notFound(arn);
    }
    return PutResourcePolicyResponse.builder().resourceArn(arn).build();
  }

  private static void check(String policy) {
    if (policy.length() > LONGEST) {
      throw ProjectHandlers.invalid("A policy has at most " + LONGEST + " characters");
    }
    Object tree;
    try {
      tree = Json.tree(policy.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedShape e) {
      throw ProjectHandlers.invalid("The policy is not valid JSON: " + e.getMessage());
    }
    if (!(tree instanceof Map<?, ?> document && document.containsKey("Statement"))) {
      throw ProjectHandlers.invalid("A policy is a JSON object with a Statement");
    }
  }

  private GetResourcePolicyResponse get(Caller caller, GetResourcePolicyRequest request) {
    String arn = required(request.resourceArn(), "resourceArn");
    return shelf.find(caller, arn).map(Shelf.Kept::shape).orElseThrow(() -> notFound(arn));
  }

  /** A resource without a policy succeeds, as in CodeBuild. */
  private DeleteResourcePolicyResponse delete(Caller caller, DeleteResourcePolicyRequest request) {
    String arn = required(request.resourceArn(), "resourceArn");
    if (!arn.startsWith("arn:")) {
      throw ProjectHandlers.invalid("Invalid resource ARN: " + arn);
    }
    forget(caller, arn);
    return DeleteResourcePolicyResponse.builder().build();
  }

  private static AwsFault notFound(String arn) {
    return new AwsFault(
        "ResourceNotFoundException", 400, "There is no such resource or policy: " + arn);
  }
}
