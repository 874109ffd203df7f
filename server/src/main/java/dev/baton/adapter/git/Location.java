package dev.baton.adapter.git;

import dev.baton.port.SourceHost.SourceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository is: on this machine, or behind one of the protocols that run no program here
 * but ssh.
 */
sealed interface Location {

  /** The location for messages and for {@code origin}: without a password or token. */
  String shown();

  /** A directory. */
  record Local(Path path) implements Location {

    @Override
    public String shown() {
      return path.toString();
    }
  }

  /**
   * A URL.
   *
   * @param url without credentials
   * @param protocol the one protocol that git may use
   * @param authorization the value of an HTTP Authorization header
   */
  record Remote(String url, String protocol, Optional<String> authorization) implements Location {

    @Override
    public String shown() {
      return url;
    }

    @Override
    public String toString() {
      return url;
    }
  }

  Pattern HELPER = Pattern.compile("[A-Za-z0-9+.-]+::.*");
  Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/@]*)@)?([^/@]*)(/.*)?");
  Pattern SCP_LIKE =
      Pattern.compile("(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9][A-Za-z0-9._-]*):(?!//)(.+)");

  /**
   * Reads a location.
   *
   * @throws SourceException when git must not be given it
   */
  static Location of(String text) {
    if (text.isBlank()) {
      throw new SourceException("a source location is needed: a directory or a git URL");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F) || text.startsWith("-")) {
      throw refused(text, "it holds control characters or begins with a dash");
    }
    if (HELPER.matcher(text).matches()) {
      throw refused(text, "a remote helper is not allowed; use https, ssh, git, http or a path");
    }
    Matcher url = URL.matcher(text);
    if (url.matches()) {
      return ofUrl(text, url);
    }
    if (text.contains("://")) {
      throw refused(withoutUser(text), "it is no URL of the form PROTOCOL://HOST/PATH");
    }
    Matcher scp = SCP_LIKE.matcher(text);
    if (!text.startsWith("/")
        && !text.startsWith(".")
        && scp.matches()
        && scp.group(2).length() > 1) {
      return scpLike(text, scp);
    }
    return local(text);
  }

  private static Location ofUrl(String text, Matcher url) {
    String protocol = url.group(1).toLowerCase(Locale.ROOT);
    String user = Optional.ofNullable(url.group(2)).orElse("");
    String host = url.group(3);
    String path = Optional.ofNullable(url.group(4)).orElse("");
    String plain = protocol + "://" + host + path;
    switch (protocol) {
      case "file" -> {
        if (!user.isEmpty() || !(host.isEmpty() || host.equals("localhost"))) {
          throw refused(plain, "a file URL has no host");
        }
        return local(decoded(path));
      }
      case "http", "https" -> {
        String name = user.isEmpty() || user.contains(":") ? user : user + ":";
        Optional<String> header =
            name.isEmpty() ? Optional.empty() : Optional.of(basic(decoded(name)));
        return new Remote(checkedHost(plain, host), protocol, header);
      }
      case "ssh", "git" -> {
        String name = user.contains(":") ? user.substring(0, user.indexOf(':')) : user;
        if (name.startsWith("-")) {
          throw refused(plain, "the user name begins with a dash");
        }
        checkedHost(plain, host);
        return new Remote(
            name.isEmpty() ? plain : protocol + "://" + name + "@" + host + path,
            protocol,
            Optional.empty());
      }
      default ->
          throw refused(
              withoutUser(text),
              "the protocol " + protocol + " is not supported; use https, ssh, git, http or file");
    }
  }

  private static Location scpLike(String text, Matcher scp) {
    if (Optional.ofNullable(scp.group(1)).orElse("").startsWith("-")
        || scp.group(3).startsWith("-")) {
      throw refused(text, "a part of it begins with a dash");
    }
    return new Remote(text, "ssh", Optional.empty());
  }

  private static String checkedHost(String url, String host) {
    if (host.isEmpty() || host.startsWith("-")) {
      throw refused(url, "it names no host");
    }
    return url;
  }

  private static Local local(String text) {
    try {
      return new Local(Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw refused(text, "it is no path");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String basic(String userAndPassword) {
    return "Basic "
        + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  private static String withoutUser(String text) {
    return text.replaceFirst("(?s)://.*@", "://");
  }

  private static SourceException refused(String location, String why) {
    String shown = withoutUser(location).replaceAll("\\p{Cntrl}", "?");
    return new SourceException(
        "The source location "
            + (shown.length() > 200 ? shown.substring(0, 200) : shown)
            + " was refused: "
            + why);
  }
}
