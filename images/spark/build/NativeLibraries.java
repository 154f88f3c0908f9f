import com.github.luben.zstd.Zstd;
import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.OpenSsl;
import net.jpountz.lz4.LZ4Factory;
import org.rocksdb.RocksDB;
import org.xerial.snappy.Snappy;

/** Loads the native library of everything that Spark compresses, stores or sends with, and fails where one is gone. */
class NativeLibraries {
  public static void main(String[] args) throws Exception {
    var text = "spark".repeat(100).getBytes();
    Zstd.compress(text);
    Snappy.compress(text);
    LZ4Factory.nativeInstance().fastCompressor().compress(text);
    RocksDB.loadLibrary();
    Epoll.ensureAvailability();
    OpenSsl.ensureAvailability();
    System.out.println("native libraries of " + System.getProperty("os.arch") + " load");
  }
}
