package dev.baton.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.adapter.git.Location.Local;
import dev.baton.adapter.git.Location.Remote;
import dev.baton.port.SourceHost.SourceException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a/b.git, https",
    "http://example.com:8080/a, http",
    "ssh://git@example.com:22/a/b.git, ssh",
    "git://example.com/a, git",
    "git@example.com:a/b.git, ssh",
    "example.com:a/b, ssh"
  })
  void aUrlMayUseItsOwnProtocolAndNoOther(String text, String protocol) {
    assertThat(Location.of(text)).isEqualTo(new Remote(text, protocol, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/srv/repo", "file:///srv/repo", "file://localhost/srv/repo", "/srv/x/../repo/"})
  void aPathIsAPath(String text) {
    assertThat(Location.of(text)).isEqualTo(new Local(Path.of("/srv/repo")));
  }

  @Test
  void aPathWithAColonIsAPathWhenItBeginsLikeOne() {
    assertThat(Location.of("/srv/a:b")).isEqualTo(new Local(Path.of("/srv/a:b")));
    assertThat(Location.of("./a:b")).isEqualTo(new Local(Path.of("a:b").toAbsolutePath()));
  }

  @Test
  void credentialsLeaveTheUrl() {
    Remote remote = (Remote) Location.of("https://user:p%40ss@example.com/a.git");

    assertThat(remote.url()).isEqualTo("https://example.com/a.git");
    assertThat(remote.shown()).doesNotContain("user", "p%40ss");
    assertThat(remote.authorization()).contains("Basic dXNlcjpwQHNz");
    assertThat(remote.toString()).isEqualTo("https://example.com/a.git");
  }

  @Test
  void aPasswordForSshIsDropped() {
    assertThat(Location.of("ssh://git:secret@example.com/a"))
        .isEqualTo(new Remote("ssh://git@example.com/a", "ssh", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c touch% /tmp/x",
        "ext::https://example.com",
        "fd::17",
        "foo::bar",
        "--upload-pack=touch /tmp/x",
        "-oProxyCommand=touch",
        "ssh://-oProxyCommand=touch/x",
        "ssh://-oProxyCommand=x@example.com/a",
        "-x@example.com:a",
        "git@example.com:-x",
        "https://example.com/a\nb",
        "https://",
        "https:///etc",
        "ftp://example.com/a",
        "ext://example.com/a",
        "file://host/etc",
        "",
        "  ",
        "a\0b",
        "javascript://x",
        "https://exa mple@@host/a"
      })
  void whatGitMustNotBeGivenIsRefused(String text) {
    assertThatThrownBy(() -> Location.of(text)).isInstanceOf(SourceException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://user:s3cret@example.com/a",
        "https://user:s3cret@/a",
        "ssh://u:s3cret@-x/a",
        "https://u:s3cret@h/a\n"
      })
  void aRefusalShowsNoPassword(String text) {
    assertThatThrownBy(() -> Location.of(text)).hasMessageNotContaining("s3cret");
  }
}
