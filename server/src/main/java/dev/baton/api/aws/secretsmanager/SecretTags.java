package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.TagMap;
import dev.baton.port.SecretStore.Notes;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** Tags of secrets. */
final class SecretTags {

  private static final TagMap TAGS =
      new TagMap("InvalidParameterException", "InvalidParameterException");

  private final SecretLookup secrets;

  SecretTags(SecretLookup secrets) {
    this.secrets = secrets;
  }

  /** The tags of a new secret. */
  static Map<String, String> of(List<Tag> tags) {
    return TAGS.of(given(tags));
  }

  TagResourceResponse tag(Caller caller, TagResourceRequest request) {
    secrets.note(
        request.secretId(), notes -> with(notes, TAGS.added(notes.tags(), given(request.tags()))));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
    secrets.note(
        request.secretId(), notes -> with(notes, TagMap.without(notes.tags(), request.tagKeys())));
    return UntagResourceResponse.builder().build();
  }

  private static Notes with(Notes notes, Map<String, String> tags) {
    return new Notes(notes.description(), notes.key(), tags, notes.policy(), notes.deletion());
  }

  private static List<TagMap.Given> given(List<Tag> tags) {
    return tags.stream()
        .map(tag -> new TagMap.Given(tag.key(), tag.value() == null ? "" : tag.value()))
        .toList();
  }
}
