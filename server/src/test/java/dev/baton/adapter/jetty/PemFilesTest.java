package dev.baton.adapter.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.http.Response;
import dev.baton.port.PortException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PEM files make a listener speak TLS; what is no such file is named. */
final class PemFilesTest {

  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  private KeyStore made(String algorithm)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private Path pem(String name, String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aListenerSpeaksTlsWithThem(String algorithm)
      throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore made = made(algorithm);
    Path certificate = pem("c.pem", "CERTIFICATE", made.getCertificate("server").getEncoded());
    Path key =
        pem("k.pem", "PRIVATE KEY", made.getKey("server", PASSWORD.toCharArray()).getEncoded());
    try (JettyListener listener =
        JettyListener.start(
            new JettyListener.Place(
                "127.0.0.1", 0, Optional.of(PemFiles.context(certificate, key)), Limits.USUAL),
            _ -> Response.text(200, "safe"),
            InstantSource.system(),
            _ -> "")) {
      assertThat(read(listener, made)).isEqualTo("safe");
    }
  }

  private static String read(JettyListener listener, KeyStore made)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", made.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
    var connection =
        (HttpsURLConnection)
            URI.create("https://127.0.0.1:" + listener.port() + "/").toURL().openConnection();
    connection.setSSLSocketFactory(client.getSocketFactory());
    try (var in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> PemFiles.context(folder.resolve("none.pem"), folder.resolve("k.pem")))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("none.pem");
  }

  @Test
  void aKeyInAnotherFormIsNamedWithWhatMakesItRight()
      throws IOException, InterruptedException, GeneralSecurityException {
    KeyStore made = made("EC");
    Path certificate = pem("c.pem", "CERTIFICATE", made.getCertificate("server").getEncoded());
    Path key = pem("k.pem", "ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> PemFiles.context(certificate, key))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("k.pem")
        .hasMessageContaining("openssl pkcs8");
  }

  @Test
  void aFileWithoutACertificateIsNamed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
    assertThatThrownBy(() -> PemFiles.context(empty, empty))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("empty.pem");
  }
}
