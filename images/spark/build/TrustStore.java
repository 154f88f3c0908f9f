import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collections;

/** Java's own certificate authorities and those of a PEM bundle in one trust store: {@code TrustStore.java BUNDLE OUT}. */
class TrustStore {
  public static void main(String[] args) throws Exception {
    var password = "changeit".toCharArray();
    var own = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts").toFile();
    var java = KeyStore.getInstance(own, password);
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    for (var alias : Collections.list(java.aliases())) {
      store.setCertificateEntry(alias, java.getCertificate(alias));
    }
    try (var bundle = Files.newInputStream(Path.of(args[0]))) {
      var n = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bundle)) {
        store.setCertificateEntry("bundle-" + n++, certificate);
      }
    }
    try (var out = Files.newOutputStream(Path.of(args[1]))) {
      store.store(out, password);
    }
  }
}
