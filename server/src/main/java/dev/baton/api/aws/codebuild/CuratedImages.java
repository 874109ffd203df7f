package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codebuild.model.EnvironmentImage;
import software.amazon.awssdk.services.codebuild.model.EnvironmentLanguage;
import software.amazon.awssdk.services.codebuild.model.EnvironmentPlatform;
import software.amazon.awssdk.services.codebuild.model.ListCuratedEnvironmentImagesRequest;
import software.amazon.awssdk.services.codebuild.model.ListCuratedEnvironmentImagesResponse;

/** The images of CodeBuild that a project may name; commands run on this machine all the same. */
public final class CuratedImages {

  private static final String NOTE =
      "Taken by its name: builds run their commands on the server's own machine, not in an image";

  private static final ListCuratedEnvironmentImagesResponse ANSWER =
      ListCuratedEnvironmentImagesResponse.builder()
          .platforms(
              platform("UBUNTU", "aws/codebuild/standard:6.0", "aws/codebuild/standard:7.0"),
              platform(
                  "AMAZON_LINUX",
                  "aws/codebuild/amazonlinux-x86_64-standard:5.0",
                  "aws/codebuild/amazonlinux-aarch64-standard:3.0"))
          .build();

  private CuratedImages() {}

  /** Adds the operation. */
  public static void addTo(Dispatcher.Builder routes) {
    routes.on(
        BuildResourceOperations.LIST_CURATED_ENVIRONMENT_IMAGES,
        (Caller _, ListCuratedEnvironmentImagesRequest _) -> ANSWER);
  }

  private static EnvironmentPlatform platform(String name, String... images) {
    return EnvironmentPlatform.builder()
        .platform(name)
        .languages(
            EnvironmentLanguage.builder()
                .language("BASE")
                .images(
                    Stream.of(images)
                        .map(
                            image ->
                                EnvironmentImage.builder().name(image).description(NOTE).build())
                        .toList())
                .build())
        .build();
  }
}
