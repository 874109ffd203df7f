package dev.baton.api.own;

import dev.baton.api.aws.Audit;
import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.wire.Json;
import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import dev.baton.port.AccessKeyStore;
import dev.baton.usecase.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Access keys by command. Answers have the shapes of IAM's CreateAccessKey and ListAccessKeys, so
 * that what reads the aws CLI's output reads these.
 */
public final class OwnKeys {

  private static final int PAGE = 100;

  private final AccessKeys keys;
  private final Audit audit;

  public OwnKeys(AccessKeys keys, Audit audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * Carries a command out.
   *
   * @return a JSON document, indented
   * @throws AwsFault when the caller is no administrator
   */
  public byte[] handle(Caller caller, KeyCommand command) {
    return switch (command) {
      case KeyCommand.Create create ->
          audit.recorded(
              caller,
              call("CreateAccessKey", "UserName", create.name()),
              () -> create(caller, create.name(), create.administrator()),
              made -> Audit.resource("AccessKeyId", Json.inner(made, "AccessKey", "AccessKeyId")));
      case KeyCommand.List _ -> list(caller);
      case KeyCommand.Revoke revoke ->
          audit.recorded(
              caller,
              call("DeleteAccessKey", "AccessKeyId", revoke.id()),
              () -> revoke(caller, revoke.id()),
              _ -> List.of());
    };
  }

  private static Audit.Call call(String operation, String type, String name) {
    return new Audit.Call("iam.amazonaws.com", operation, Audit.resource(type, Optional.of(name)));
  }

  /** The secret is in this answer and in no other. */
  private byte[] create(Caller caller, String name, boolean administrator) {
    onlyAdministrators(caller);
    Principal owner =
        administrator
            ? Principal.administrator(caller.account(), name)
            : Principal.user(caller.account(), name);
    AccessKey key = keys.create(owner);
    return json(
        out -> {
          out.writeObjectPropertyStart("AccessKey");
          row(out, key.id(), key.owner(), key.createdAt());
          out.writeStringProperty("SecretAccessKey", key.secret());
          out.writeEndObject();
        });
  }

  private byte[] list(Caller caller) {
    onlyAdministrators(caller);
    List<AccessKeyStore.Listed> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    List<AccessKeyStore.Listed> page;
    do {
      page = keys.list(caller.account(), PAGE, after);
      all.addAll(page);
      after = page.isEmpty() ? after : Optional.of(page.getLast().id());
    } while (page.size() == PAGE);
    return json(
        out -> {
          out.writeArrayPropertyStart("AccessKeyMetadata");
          for (AccessKeyStore.Listed key : all) {
            out.writeStartObject();
            row(out, key.id(), key.owner(), key.createdAt());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private byte[] revoke(Caller caller, String id) {
    onlyAdministrators(caller);
    keys.revoke(id);
    return json(_ -> {});
  }

  private static void onlyAdministrators(Caller caller) {
    if (caller.principal().kind() != Principal.Kind.ADMINISTRATOR) {
      throw new AwsFault(
          "AccessDeniedException", 403, caller.arn() + " is no administrator: keys are theirs.");
    }
  }

  private static void row(JsonGenerator out, String id, Principal owner, Instant created) {
    out.writeStringProperty("UserName", owner.name());
    out.writeStringProperty("AccessKeyId", id);
    out.writeStringProperty("Status", "Active");
    out.writeStringProperty("CreateDate", created.toString());
    out.writeObjectPropertyStart("baton");
    out.writeBooleanProperty("administrator", owner.kind() == Principal.Kind.ADMINISTRATOR);
    out.writeEndObject();
  }

  private static byte[] json(java.util.function.Consumer<JsonGenerator> body) {
    return Json.pretty(
            out -> {
              out.writeStartObject();
              body.accept(out);
              out.writeEndObject();
            })
        .getBytes(StandardCharsets.UTF_8);
  }
}
