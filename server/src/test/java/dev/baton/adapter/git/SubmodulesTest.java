package dev.baton.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.adapter.git.Location.Remote;
import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Submodules by real git, near and behind HTTP; {@code .gitmodules} is hostile. */
class SubmodulesTest {

  @TempDir private Path directory;
  private SmartHttp http;
  private GitFixture lib;
  private GitFixture app;
  private Path target;

  @BeforeEach
  void make() throws IOException {
    http = SmartHttp.serve(directory);
    target = directory.resolve("target");
    lib = new GitFixture(directory.resolve("lib"));
    lib.write("l.txt", "L1").commit("lib");
    app = new GitFixture(directory.resolve("app"));
    app.write("a.txt", "A").commit("app");
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void without_being_asked_for_they_stay_empty() throws IOException {
    submodule("../../lib/.git");

    host().checkout(new SourceContent.Git(http.url("app"), "main", false, 0), target, true);

    assertThat(target.resolve("vendor/lib")).isEmptyDirectory();
  }

  @Test
  void a_relative_url_is_beside_the_origin_and_takes_its_credential() throws IOException {
    submodule("../../lib/.git");
    lib.write("l.txt", "L2").commit("later, which nobody has asked for");

    fetch(http.url("app").replace("http://", "http://ada:pw@"));

    assertThat(target.resolve("vendor/lib/l.txt")).hasContent("L1");
    assertThat(http.authorizations()).hasSizeGreaterThan(2);
    assertThat(GitFixture.in(target.resolve("vendor/lib"), "status", "--porcelain")).isEmpty();
    assertThat(GitFixture.in(target, "status", "--porcelain")).isEmpty();
  }

  @Test
  void an_absolute_url_of_another_place_gets_no_credential() throws IOException {
    submodule(http.url("lib"));
    GitFixture.in(app.root(), "config", "core.x", "y");

    fetch(http.url("app").replace("http://", "http://ada:pw@"));
    int withCredential = http.authorizations().size();
    fetchAgain();

    assertThat(target.resolve("vendor/lib/l.txt")).hasContent("L1");
    assertThat(http.authorizations()).hasSize(withCredential);
  }

  @Test
  void those_within_them_come_too() throws IOException {
    GitFixture inner = new GitFixture(directory.resolve("inner"));
    inner.write("i.txt", "I").commit("inner");
    submodule(lib, "deep", "../../inner/.git");
    submodule("../../lib/.git");

    fetch(http.url("app"));

    assertThat(target.resolve("vendor/lib/deep/i.txt")).hasContent("I");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc",
        "/etc",
        "ext::sh -c touch% /tmp/baton-owned",
        "--upload-pack=touch /tmp/baton-owned",
        "-oProxyCommand=touch /tmp/baton-owned",
        "ssh://-oProxyCommand=touch/x",
        "../../../../etc",
        "relative/without/dots"
      })
  void a_remotes_gitmodules_leads_to_no_place_on_this_machine(String url) throws IOException {
    submodule("../../lib/.git");
    app.write(".gitmodules", gitmodules("vendor/lib", url)).commit("evil");

    assertThatThrownBy(() -> fetch(http.url("app")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("The submodule vendor/lib cannot be fetched");
    assertThat(Path.of("/tmp/baton-owned")).doesNotExist();
  }

  @Test
  void nothing_but_path_and_url_counts() throws IOException {
    submodule("../../lib/.git");
    Path owned = directory.resolve("owned");
    app.write(
            ".gitmodules",
            gitmodules("vendor/lib", "../../lib/.git")
                + "\tupdate = !touch "
                + owned
                + "\n[include]\n\tpath = /etc/passwd\n[core]\n\tsshCommand = touch "
                + owned
                + "\n[submodule \"x\"]\n\tpath = ../../out\n\turl = ../../lib/.git\n")
        .commit("evil");

    fetch(http.url("app"));

    assertThat(target.resolve("vendor/lib/l.txt")).hasContent("L1");
    assertThat(owned).doesNotExist();
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void a_submodule_without_a_url_is_named() throws IOException {
    submodule("../../lib/.git");
    app.write(".gitmodules", "").commit("no url");

    assertThatThrownBy(() -> fetch(http.url("app")))
        .hasMessageContaining("The submodule vendor/lib cannot be fetched")
        .hasMessageContaining("no URL");
  }

  @Test
  void a_clone_on_this_machine_gives_what_stands_in_it() throws IOException {
    submodule(http.url("lib"));
    app.git("submodule", "update", "--init", "-q");
    app.write("vendor/lib/l.txt", "changed").write("vendor/lib/new.txt", "new");
    http.close();

    host().checkout(new SourceContent.Git(app.root().toString(), "", true, 0, true), target, true);

    assertThat(target.resolve("vendor/lib/l.txt")).hasContent("changed");
    assertThat(target.resolve("vendor/lib/new.txt")).hasContent("new");
  }

  @Test
  void an_older_commit_of_a_clone_on_this_machine_needs_no_network() throws IOException {
    submodule(http.url("lib"));
    app.git("submodule", "update", "--init", "-q");
    http.close();

    host()
        .checkout(
            new SourceContent.Git(app.root().toString(), "main", false, 0, true), target, true);

    assertThat(target.resolve("vendor/lib/l.txt")).hasContent("L1");
  }

  @Test
  void a_clone_on_this_machine_follows_no_absolute_path() throws IOException {
    submodule("../../lib/.git");
    app.write(".gitmodules", gitmodules("vendor/lib", lib.root().toString())).commit("path");
    app.git("submodule", "deinit", "-f", "--all");
    app.git("rm", "-q", "--cached", "--ignore-unmatch", "nothing");
    org.assertj.core.api.Assertions.assertThat(app.root().resolve(".git/modules")).exists();
    Trees.remove(app.root().resolve(".git/modules"));

    assertThatThrownBy(() -> fetch(app.root().toString()))
        .hasMessageContaining("is a place on this machine, which is not allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/o/app.git, ../lib.git, https://h/o/lib.git",
    "https://h/o/app.git, ../../x/lib, https://h/x/lib",
    "https://h/o/app.git/, ./lib, https://h/o/app.git/lib",
    "ssh://git@host:22/o/app, ../lib, ssh://git@host:22/o/lib",
    "git@host:o/app.git, ../lib.git, git@host:o/lib.git",
    "git@host:o/app.git, ../../lib.git, git@host:lib.git",
    "git@host:o/app.git, https://other/lib, https://other/lib"
  })
  void urls_are_resolved_as_git_does(String parent, String url, String expected) {
    assertThat(SubmoduleUrl.resolve(url, Location.of(parent)).shown()).isEqualTo(expected);
  }

  @Test
  void a_url_cannot_climb_beyond_the_host() {
    Location parent = Location.of("https://u:p@h/o/app.git");

    assertThatThrownBy(() -> SubmoduleUrl.resolve("../../../evil/x", parent))
        .isInstanceOf(SourceException.class);
    Remote child = (Remote) SubmoduleUrl.resolve("../x", parent);
    assertThat(child.authorization()).isPresent();
    assertThat(((Remote) SubmoduleUrl.resolve("https://h/x", parent)).authorization()).isEmpty();
  }

  private static String gitmodules(String path, String url) {
    return "[submodule \"" + path + "\"]\n\tpath = " + path + "\n\turl = \"" + url + "\"\n";
  }

  /** Adds lib to app, and says that it is elsewhere. */
  private void submodule(String url) throws IOException {
    submodule(app, "vendor/lib", url);
  }

  private void submodule(GitFixture parent, String path, String url) throws IOException {
    GitFixture child = path.equals("deep") ? new GitFixture(directory.resolve("inner")) : lib;
    parent.git("submodule", "add", "-q", child.root().toString(), path);
    parent.write(".gitmodules", gitmodules(path, url)).commit("submodule");
  }

  private void fetch(String location) {
    host().checkout(new SourceContent.Git(location, "main", false, 0, true), target, true);
  }

  private void fetchAgain() throws IOException {
    Trees.remove(target);
    fetch(http.url("app"));
  }

  private GitSourceHost host() {
    return new GitSourceHost(new Processes(), System.getenv(), directory.resolve("scratch"));
  }
}
