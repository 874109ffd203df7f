package dev.baton.api.aws.sts;

import dev.baton.api.aws.Audit;
import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.query.Asker;
import dev.baton.api.aws.query.Form;
import dev.baton.api.aws.query.FormReader;
import dev.baton.api.aws.query.QueryService;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.model.audit.AuditEntry;
import dev.baton.usecase.AccessKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * GetCallerIdentity and AssumeRole. A role that is assumed changes whom a caller shows itself as
 * and when that ends; what it may do stays what the caller may do, until there are policies. A
 * build session may only ask who it is.
 */
public final class StsService implements QueryService {

  /** What would narrow, mark or guard the session, and is not there yet: never ignored. */
  private static final List<String> NOT_YET =
      List.of(
          "Policy",
          "PolicyArns",
          "Tags",
          "TransitiveTagKeys",
          "SerialNumber",
          "TokenCode",
          "SourceIdentity",
          "ProvidedContexts");

  private final AccessKeys keys;
  private final FormReader reader = new FormReader();

  public StsService(AccessKeys keys) {
    this.keys = keys;
  }

  @Override
  public String signingName() {
    return "sts";
  }

  @Override
  public String version() {
    return "2011-06-15";
  }

  @Override
  public String namespace() {
    return "https://sts.amazonaws.com/doc/2011-06-15/";
  }

  @Override
  public Optional<Audit.Call> onRecord(String action, Form form) {
    if (!action.equals("AssumeRole")) {
      return Optional.empty();
    }
    List<AuditEntry.Resource> named = new ArrayList<>();
    named.addAll(Audit.resource("RoleArn", form.value("RoleArn")));
    named.addAll(Audit.resource("RoleSessionName", form.value("RoleSessionName")));
    return Optional.of(new Audit.Call("sts.amazonaws.com", action, named));
  }

  @Override
  public SdkPojo answer(Asker asker, String action, Form form) {
    return switch (action) {
      case "GetCallerIdentity" -> callerIdentity(asker.principal());
      case "AssumeRole" -> assumeRole(asker, form);
      default ->
          throw new AwsFault(
              "InvalidAction",
              400,
              "Baton does GetCallerIdentity and AssumeRole of STS, not '" + action + "'.");
    };
  }

  private static GetCallerIdentityResponse callerIdentity(Principal principal) {
    return GetCallerIdentityResponse.builder()
        .userId(UniqueIds.of(principal))
        .account(principal.account())
        .arn(principal.arn())
        .build();
  }

  private AssumeRoleResponse assumeRole(Asker asker, Form form) {
    for (String name : NOT_YET) {
      if (form.value(name).isPresent() || form.value(name + ".member.1").isPresent()) {
        throw notYet(name);
      }
    }
    AssumeRoleRequest request = reader.read(form, AssumeRoleRequest::builder);
    if (request.hasTags() || request.hasPolicyArns() || request.hasProvidedContexts()) {
      throw notYet("Tags, PolicyArns or ProvidedContexts");
    }
    RoleArn role = RoleArn.parse(request.roleArn());
    String session = SessionRules.name(request.roleSessionName());
    Duration duration = SessionRules.duration(request.durationSeconds());
    Principal caller = asker.principal();
    SessionRules.checkChain(caller, duration);
    // A build that could have further keys made would outlive its own.
    boolean build = caller.kind() == Principal.Kind.BUILD_SESSION;
    if (build || !role.account().equals(caller.account())) {
      throw new AwsFault(
          "AccessDenied",
          403,
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(caller.arn(), role.text()));
    }
    Principal assumed = caller.assuming(role.name(), session);
    AccessKey key = keys.temporary(assumed, asker.keyId(), duration);
    AccessKey.Temporary temporary = key.temporary().orElseThrow();
    return AssumeRoleResponse.builder()
        .credentials(
            Credentials.builder()
                .accessKeyId(key.id())
                .secretAccessKey(key.secret())
                .sessionToken(temporary.token())
                .expiration(temporary.expiresAt())
                .build())
        .assumedRoleUser(
            AssumedRoleUser.builder()
                .assumedRoleId(UniqueIds.of(assumed))
                .arn(assumed.arn())
                .build())
        .build();
  }

  private static AwsFault notYet(String name) {
    return new AwsFault(
        "InvalidParameterValue",
        400,
        "Baton cannot honour " + name + " of AssumeRole yet; leave it out.");
  }
}
