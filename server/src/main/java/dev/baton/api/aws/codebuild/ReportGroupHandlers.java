package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.api.aws.Shelf;
import dev.baton.port.ResourceStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.ReportExportConfig;
import software.amazon.awssdk.services.codebuild.model.ReportGroup;
import software.amazon.awssdk.services.codebuild.model.S3ReportExportConfig;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupResponse;

/** Report groups: kept and shown; builds put no reports into them yet. */
public final class ReportGroupHandlers {

  private static final int PAGE = 100;
  private static final String FAULT = "InvalidInputException";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{1,127}";

  /** CodeBuild's own limit (reference section 12). */
  private static final Shelf.Kind KIND =
      new Shelf.Kind("codebuild/report-group", 5_000, ReportGroup::builder);

  private final Shelf<ReportGroup> shelf;
  private final ResourcePolicies policies;

  public ReportGroupHandlers(ResourceStore store, ResourcePolicies policies, InstantSource clock) {
    this.shelf = new Shelf<>(store, clock, KIND);
    this.policies = policies;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(BuildResourceOperations.BATCH_GET_REPORT_GROUPS, this::batchGet)
        .on(BuildResourceOperations.LIST_REPORT_GROUPS, this::list);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(BuildResourceOperations.CREATE_REPORT_GROUP, this::create)
        .on(BuildResourceOperations.UPDATE_REPORT_GROUP, this::update)
        .on(BuildResourceOperations.DELETE_REPORT_GROUP, this::delete);
  }

  /** Whether there is a group of that ARN. */
  boolean exists(Caller caller, String arn) {
    return name(caller, arn).flatMap(name -> shelf.find(caller, name)).isPresent();
  }

  private CreateReportGroupResponse create(Caller caller, CreateReportGroupRequest request) {
    String name = required(request.name(), "name");
    if (!name.matches(NAME)) {
      throw ProjectHandlers.invalid(
          "Invalid report group name: letters, digits, - and _ are allowed, 2 to 128 of them, a"
              + " letter or a digit first: "
              + name);
    }
    BuildTags.check(request.tags());
    ReportGroup group =
        ReportGroup.builder()
            .arn(arn(caller, name))
            .name(name)
            .type(request.typeAsString())
            .exportConfig(exported(request.exportConfig()))
            .tags(request.tags())
            .status("ACTIVE")
            .build();
    return shelf
        .create(caller, name, group, Optional.empty())
        .map(kept -> CreateReportGroupResponse.builder().reportGroup(shown(kept)).build())
        .orElseThrow(
            () ->
                new AwsFault(
                    "ResourceAlreadyExistsException",
                    400,
                    "Report group already exists: " + arn(caller, name)));
  }

  private static ReportExportConfig exported(ReportExportConfig given) {
    S3ReportExportConfig bucket = given.s3Destination();
    if (!"S3".equals(given.exportConfigTypeAsString())) {
      return ReportExportConfig.builder().exportConfigType("NO_EXPORT").build();
    }
    if (bucket == null || bucket.bucket() == null) {
      throw ProjectHandlers.invalid("S3 export config is required when export config type is S3");
    }
    S3ReportExportConfig.Builder filled = bucket.toBuilder();
    if (bucket.packagingAsString() == null) {
      filled.packaging("NONE");
    }
    if (bucket.encryptionDisabled() == null) {
      filled.encryptionDisabled(false);
    }
    return given.toBuilder().s3Destination(filled.build()).build();
  }

  /** Replaces only the members that are given. */
  private UpdateReportGroupResponse update(Caller caller, UpdateReportGroupRequest request) {
    String arn = required(request.arn(), "arn");
    BuildTags.check(request.tags());
    return name(caller, arn)
        .flatMap(name -> shelf.amend(caller, name, group -> changed(group, request)))
        .map(kept -> UpdateReportGroupResponse.builder().reportGroup(shown(kept)).build())
        .orElseThrow(() -> notFound(arn));
  }

  private static ReportGroup changed(ReportGroup group, UpdateReportGroupRequest request) {
    ReportGroup.Builder changed = group.toBuilder();
    if (request.exportConfig() != null) {
      changed.exportConfig(exported(request.exportConfig()));
    }
    if (request.hasTags()) {
      changed.tags(request.tags());
    }
    return changed.build();
  }

  /** An unknown group succeeds, as in CodeBuild; {@code deleteReports} finds none. */
  private DeleteReportGroupResponse delete(Caller caller, DeleteReportGroupRequest request) {
    String arn = required(request.arn(), "arn");
    String name = name(caller, arn).orElseThrow(() -> notAnArn(arn));
    policies.forget(caller, arn);
    shelf.delete(caller, name);
    return DeleteReportGroupResponse.builder().build();
  }

  private BatchGetReportGroupsResponse batchGet(
      Caller caller, BatchGetReportGroupsRequest request) {
    List<ReportGroup> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String arn : request.reportGroupArns()) {
      name(caller, arn)
          .flatMap(name -> shelf.find(caller, name))
          .ifPresentOrElse(kept -> found.add(shown(kept)), () -> missing.add(arn));
    }
    return BatchGetReportGroupsResponse.builder()
        .reportGroups(found)
        .reportGroupsNotFound(missing)
        .build();
  }

  private ListReportGroupsResponse list(Caller caller, ListReportGroupsRequest request) {
    Comparator<Shelf.Kept<ReportGroup>> order = order(request.sortByAsString());
    List<String> arns =
        shelf.all(caller).stream()
            .sorted("DESCENDING".equals(request.sortOrderAsString()) ? order.reversed() : order)
            .map(kept -> arn(caller, kept.name()))
            .toList();
    int size = Page.size(request.maxResults(), PAGE);
    int from = (int) Math.clamp(Page.from(request.nextToken(), 0, FAULT), 0L, arns.size());
    Page<String> page =
        Page.cut(
            arns.subList(from, Math.min(arns.size(), from + size + 1)),
            size,
            _ -> Integer.toString(from + size));
    return ListReportGroupsResponse.builder()
        .reportGroups(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static Comparator<Shelf.Kept<ReportGroup>> order(@Nullable String by) {
    Comparator<Shelf.Kept<ReportGroup>> names = Comparator.comparing(Shelf.Kept::name);
    return switch (by == null ? "NAME" : by) {
      case "CREATED_TIME" ->
          Comparator.<Shelf.Kept<ReportGroup>, Instant>comparing(Shelf.Kept::created)
              .thenComparing(names);
      case "LAST_MODIFIED_TIME" ->
          Comparator.<Shelf.Kept<ReportGroup>, Instant>comparing(Shelf.Kept::modified)
              .thenComparing(names);
      default -> names;
    };
  }

  private static ReportGroup shown(Shelf.Kept<ReportGroup> kept) {
    return kept.shape().toBuilder().created(kept.created()).lastModified(kept.modified()).build();
  }

  private static String arn(Caller caller, String name) {
    return prefix(caller) + name;
  }

  private static String prefix(Caller caller) {
    return "arn:aws:codebuild:%s:%s:report-group/".formatted(caller.region(), caller.account());
  }

  /** The name in an ARN of the caller's account and region. */
  static Optional<String> name(Caller caller, String arn) {
    return Optional.of(arn)
        .filter(text -> text.startsWith(prefix(caller)))
        .map(text -> text.substring(prefix(caller).length()))
        .filter(name -> name.matches(NAME));
  }

  static AwsFault notFound(String arn) {
    return new AwsFault("ResourceNotFoundException", 400, "Report group does not exist: " + arn);
  }

  private static AwsFault notAnArn(String arn) {
    return ProjectHandlers.invalid("Invalid report group ARN: " + arn);
  }
}
