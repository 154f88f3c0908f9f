import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes components/units/spark-properties.json: the properties that a Spark knows, by what its configuration registers. Needs a JDK
 * and the jars of the image: java -cp '/opt/spark/jars/*' codegen/spark-properties/SparkProperties.java 4.1.2
 */
public class SparkProperties {
  private static final String[] objects = {
    "internal.config.package$", "internal.config.Kryo$", "internal.config.Network$", "internal.config.Python$",
    "internal.config.R$", "internal.config.Status$", "internal.config.Streaming$", "internal.config.UI$",
    "deploy.k8s.Config$", "sql.internal.SQLConf$", "sql.internal.StaticSQLConf$"
  };

  public static void main(String[] args) throws Exception {
    for (String name : objects) Class.forName("org.apache.spark." + name);
    Class<?> entry = Class.forName("org.apache.spark.internal.config.ConfigEntry$");
    var registered = entry.getDeclaredField("knownConfigs");
    registered.setAccessible(true);
    var names = new TreeSet<String>(((Map<String, ?>) registered.get(entry.getField("MODULE$").get(null))).keySet());
    var families = new TreeMap<String, StringBuilder>();
    for (String name : names) {
      if (!name.matches("spark\\.\\w+.*") || name.matches("spark\\.(yarn|mesos|history|worker|master|deploy|test|testing)\\b.*"))
        continue;
      String rest = name.substring("spark.".length());
      int dot = rest.indexOf('.');
      String family = dot < 0 ? "" : rest.substring(0, dot);
      families.computeIfAbsent(family, key -> new StringBuilder()).append(' ').append(rest.substring(dot + 1));
    }
    System.out.println("{\n  \"spark\": \"" + args[0] + "\",\n  \"families\": {");
    var lines = new java.util.ArrayList<String>();
    families.forEach((family, some) -> lines.add("    \"" + family + "\": \"" + some.substring(1) + "\""));
    System.out.println(String.join(",\n", lines) + "\n  }\n}");
  }
}
