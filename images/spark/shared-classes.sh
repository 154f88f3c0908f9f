# Read by spark-class and by the entrypoint: `share_classes java …` sets `shared` to the same command with the archive of classes that
# the image carries, which halves the start of a JVM of Spark's.
#
# A JVM takes the archive only when its class path begins with the archive's, jar by jar, and no folder with files stands
# before them. So Spark's jars go first, in the archive's order, and the folders of configuration after them; the image's build checks
# that no jar has what those folders have. Whatever else stands before Spark's jars (spark.driver.extraClassPath) is there to
# win, and the command stays as it is, as it does for another JVM than the image's.
share_classes() {
  local archive="$SPARK_HOME/shared-classes" at entry path before=() after=() found=""
  shared=("$@")
  for ((at = 1; at < $#; at++)); do [ "${shared[at - 1]}" != -cp ] || break; done
  [ "$at" -lt "$#" ] && [ -r "$archive.path" ] && [ "${JAVA_HOME:-}" = /opt/java ] || return 0

  IFS=: read -ra path <<<"${shared[at]}"
  for entry in "${path[@]}"; do
    case "$entry" in
      "$SPARK_HOME/jars/*") found=yes ;;
      "$SPARK_HOME"/jars/slf4j-api-*.jar) [ -z "$found" ] || after+=("$entry") ;;
      *)
        if [ -n "$found" ]; then after+=("$entry")
        elif [ "${entry%/}" = "${SPARK_CONF_DIR:-$SPARK_HOME/conf}" ] || [ "${entry%/}" = "${HADOOP_CONF_DIR:-}" ]; then before+=("$entry")
        else return 0; fi
        ;;
    esac
  done
  [ -n "$found" ] || return 0

  path=("$(<"$archive.path")" "${before[@]}" "${after[@]}")
  # Where the archive does not fit after all, the JVM loads classes as ever; nobody needs to read of it. Mapped at the address that it was
  # made for, most of it stays as it is in the file, and the JVMs of a node share it; anywhere else each would have a copy.
  shared=("${shared[@]:0:at-1}" "${SPARK_ARCHIVE_OPTION:--XX:SharedArchiveFile=$archive.jsa}" -Xlog:cds=off -Xlog:cds+dynamic=off
    -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -cp "$(IFS=:; echo "${path[*]}")" "${shared[@]:at+1}")
}
