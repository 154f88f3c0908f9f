package lib;

/** A dependency: in a jar of its own. */
public class Library {
  public static String says() {
    return "library";
  }
}
