package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Shelf;
import dev.baton.port.ResourceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.DeleteSourceCredentialsRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteSourceCredentialsResponse;
import software.amazon.awssdk.services.codebuild.model.ImportSourceCredentialsRequest;
import software.amazon.awssdk.services.codebuild.model.ImportSourceCredentialsResponse;
import software.amazon.awssdk.services.codebuild.model.ListSourceCredentialsRequest;
import software.amazon.awssdk.services.codebuild.model.ListSourceCredentialsResponse;
import software.amazon.awssdk.services.codebuild.model.SourceCredentialsInfo;

/**
 * Source credentials, one for each type of server: kept encrypted and never given back. No source
 * is fetched with them yet.
 */
public final class SourceCredentials {

  private static final int MOST = 16;
  private static final Shelf.Kind KIND =
      new Shelf.Kind("codebuild/source-credential", MOST, SourceCredentialsInfo::builder);

  private static final int LONGEST = 4096;
  private static final Set<String> REFERENCES = Set.of("CODECONNECTIONS", "SECRETS_MANAGER");
  private static final Pattern CONNECTION =
      Pattern.compile(
          "arn:aws:code(?:star-)?connections:[a-z0-9-]+:[0-9]{12}:connection/[A-Za-z0-9-]+");
  private static final Pattern SECRET =
      Pattern.compile("arn:aws:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+");

  private final Shelf<SourceCredentialsInfo> shelf;

  public SourceCredentials(ResourceStore store, InstantSource clock) {
    this.shelf = new Shelf<>(store, clock, KIND);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes.on(BuildResourceOperations.LIST_SOURCE_CREDENTIALS, this::list);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(BuildResourceOperations.IMPORT_SOURCE_CREDENTIALS, this::take)
        .on(BuildResourceOperations.DELETE_SOURCE_CREDENTIALS, this::delete);
  }

  private ImportSourceCredentialsResponse take(
      Caller caller, ImportSourceCredentialsRequest request) {
    String server = required(request.serverTypeAsString(), "serverType");
    String type = required(request.authTypeAsString(), "authType");
    String token = required(request.token(), "token");
    check(server, type, token, request.username());
    SourceCredentialsInfo.Builder info =
        SourceCredentialsInfo.builder().arn(arn(caller, server)).serverType(server).authType(type);
    if (REFERENCES.contains(type)) {
      info.resource(token);
    }
    String user = request.username() == null ? "" : request.username();
    Optional<String> secret = Optional.of(user + "\n" + token);
    boolean overwrite = !Boolean.FALSE.equals(request.shouldOverwrite());
    put(caller, server, info.build(), secret, overwrite);
    return ImportSourceCredentialsResponse.builder().arn(arn(caller, server)).build();
  }

  private void put(
      Caller caller,
      String server,
      SourceCredentialsInfo info,
      Optional<String> secret,
      boolean overwrite) {
    if (shelf.create(caller, server, info, secret).isPresent()) {
      return;
    }
    if (!overwrite) {
      throw new AwsFault(
          "ResourceAlreadyExistsException",
          400,
          "Access token with server type %s already exists. Delete its source credential and try again."
              .formatted(server));
    }
    if (shelf.replace(caller, server, _ -> info, secret).isEmpty()) {
      throw ProjectHandlers.invalid("The credential was deleted at the same time; try again.");
    }
  }

  private static void check(String server, String type, String token, @Nullable String username) {
    if (type.equals("OAUTH")) {
      throw ProjectHandlers.invalid(
          "OAUTH is not supported by the CodeBuild API. To connect to your account with OAUTH, use"
              + " the AWS CodeBuild console.");
    }
    if (!allowed(server).contains(type)) {
      throw ProjectHandlers.invalid("Invalid AuthType provided for ServerType " + server);
    }
    boolean basic = type.equals("BASIC_AUTH");
    if (basic != (username != null)) {
      throw ProjectHandlers.invalid(
          basic
              ? "A username is required for the AuthType BASIC_AUTH"
              : "A username is not valid for the AuthType " + type);
    }
    if (username != null && (username.length() > LONGEST || hasControls(username))) {
      throw ProjectHandlers.invalid(
          "A username has at most " + LONGEST + " characters, and no control characters");
    }
    checkToken(type, token);
  }

  /** The token is no part of what is said. */
  private static void checkToken(String type, String token) {
    if (token.length() > LONGEST || hasControls(token)) {
      throw ProjectHandlers.invalid(
          "A token has at most " + LONGEST + " characters, and no control characters");
    }
    if (type.equals("CODECONNECTIONS") && !CONNECTION.matcher(token).matches()) {
      throw ProjectHandlers.invalid("The token of CODECONNECTIONS is the ARN of a connection");
    }
    if (type.equals("SECRETS_MANAGER") && !SECRET.matcher(token).matches()) {
      throw ProjectHandlers.invalid("The token of SECRETS_MANAGER is the ARN of a secret");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static Set<String> allowed(String server) {
    return switch (server) {
      case "BITBUCKET" ->
          Set.of("BASIC_AUTH", "PERSONAL_ACCESS_TOKEN", "CODECONNECTIONS", "SECRETS_MANAGER");
      case "GITHUB", "GITHUB_ENTERPRISE" ->
          Set.of("PERSONAL_ACCESS_TOKEN", "CODECONNECTIONS", "SECRETS_MANAGER");
      default -> Set.of("CODECONNECTIONS", "SECRETS_MANAGER");
    };
  }

  private ListSourceCredentialsResponse list(Caller caller, ListSourceCredentialsRequest request) {
    List<SourceCredentialsInfo> all = shelf.all(caller).stream().map(Shelf.Kept::shape).toList();
    return ListSourceCredentialsResponse.builder().sourceCredentialsInfos(all).build();
  }

  private DeleteSourceCredentialsResponse delete(
      Caller caller, DeleteSourceCredentialsRequest request) {
    String arn = required(request.arn(), "arn");
    boolean deleted =
        shelf.all(caller).stream()
            .filter(kept -> arn(caller, kept.name()).equals(arn))
            .anyMatch(kept -> shelf.delete(caller, kept.name()));
    if (!deleted) {
      throw new AwsFault(
          "ResourceNotFoundException", 400, "Source credential does not exist: " + arn);
    }
    return DeleteSourceCredentialsResponse.builder().arn(arn).build();
  }

  private static String arn(Caller caller, String server) {
    return "arn:aws:codebuild:%s:%s:token/%s"
        .formatted(caller.region(), caller.account(), server.toLowerCase(Locale.ROOT));
  }
}
