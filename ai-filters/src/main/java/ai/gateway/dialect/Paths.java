package ai.gateway.dialect;

/** Finds the API's own path at the end of a request's path, whatever prefix the user's route puts before it. */
public final class Paths {

    private Paths() {}

    /**
     * Where the API's path begins when it is {@code root} or continues below it: the last place in {@code path} at which
     * {@code root} stands as whole segments; -1 where it does not.
     */
    public static int indexOf(String path, String root) {
        int at = path.lastIndexOf(root);
        while (at >= 0) {
            int end = at + root.length();
            if (end == path.length() || path.charAt(end) == '/' || path.charAt(end) == ':') {
                return at;
            }
            at = path.lastIndexOf(root, at - 1);
        }
        return -1;
    }
}
