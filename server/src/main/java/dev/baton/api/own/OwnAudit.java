package dev.baton.api.own;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.wire.Json;
import dev.baton.model.access.Principal;
import dev.baton.model.audit.AuditEntry;
import dev.baton.port.AuditLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * The audit record by command. Answers have the shape of CloudTrail's LookupEvents, so that what
 * reads the aws CLI's output reads these; what CloudTrail has no member for is below {@code baton}.
 */
public final class OwnAudit {

  private final AuditLog log;

  public OwnAudit(AuditLog log) {
    this.log = log;
  }

  /**
   * Shows entries, newest first.
   *
   * @return a JSON document, indented
   * @throws AwsFault when the caller is no administrator
   */
  public byte[] handle(Caller caller, AuditLog.Query query) {
    if (caller.principal().kind() != Principal.Kind.ADMINISTRATOR) {
      throw new AwsFault(
          "AccessDeniedException",
          403,
          caller.arn() + " is no administrator: the audit record is theirs.");
    }
    List<AuditEntry> entries = log.newest(query);
    return Json.pretty(
            out -> {
              out.writeStartObject();
              out.writeArrayPropertyStart("Events");
              entries.forEach(entry -> event(out, entry));
              out.writeEndArray();
              out.writeEndObject();
            })
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void event(JsonGenerator out, AuditEntry entry) {
    out.writeStartObject();
    out.writeStringProperty("EventId", entry.id());
    out.writeStringProperty("EventName", entry.operation());
    out.writeStringProperty("ReadOnly", "false");
    entry.origin().keyId().ifPresent(key -> out.writeStringProperty("AccessKeyId", key));
    out.writeStringProperty("EventTime", entry.at().toString());
    out.writeStringProperty("EventSource", entry.source());
    out.writeStringProperty("Username", entry.name());
    out.writeArrayPropertyStart("Resources");
    for (AuditEntry.Resource resource : entry.resources()) {
      out.writeStartObject();
      out.writeStringProperty("ResourceType", resource.type());
      out.writeStringProperty("ResourceName", resource.name());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectPropertyStart("baton");
    out.writeStringProperty("arn", entry.who());
    out.writeStringProperty("sourceIPAddress", entry.origin().address());
    out.writeStringProperty("userAgent", entry.origin().agent());
    entry.origin().requestId().ifPresent(id -> out.writeStringProperty("requestID", id));
    out.writeStringProperty("result", entry.result());
    out.writeEndObject();
    out.writeEndObject();
  }
}
