package dev.baton.api.aws.codebuild;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.model.access.Principal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only who owns the data directory may have this machine's files built. */
final class SourcePlacesTest {

  private static Caller caller(boolean owner) {
    return new Caller(Principal.administrator("123456789012", "ann"), "us-east-1", owner);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc",
        "file:///etc",
        "FILE:///etc",
        "../up",
        "relative",
        "~/x",
        "ext::sh -c id",
        "C:\\x",
        "//server/share",
        "localhost:/etc",
        " /etc",
        "https:/etc"
      })
  void aFileOfThisMachineIsRefusedToOthers(String location) {
    assertThatThrownBy(() -> SourcePlaces.check(caller(false), "GITHUB", location))
        .isInstanceOf(AwsFault.class)
        .hasMessageContaining("Invalid project source");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example/team/shop.git",
        "ssh://git@git.example/team/shop.git",
        "git@git.example:team/shop.git"
      })
  void aRepositoryElsewhereIsAccepted(String location) {
    assertThatCode(() -> SourcePlaces.check(caller(false), "GITHUB", location))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/home/ann/shop", "file:///home/ann/shop"})
  void theOwnerMayNameHisFiles(String location) {
    assertThatCode(() -> SourcePlaces.check(caller(true), "GITHUB", location))
        .doesNotThrowAnyException();
  }
}
