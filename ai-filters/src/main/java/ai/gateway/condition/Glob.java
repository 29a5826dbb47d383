package ai.gateway.condition;

import java.util.List;

/** A pattern of names: {@code *} is any run of characters, {@code ?} any one. Not a regular expression, so nothing blows up. */
public record Glob(String pattern) {

    public static List<Glob> list(List<String> patterns) {
        return patterns.stream().map(String::trim).map(Glob::new).toList();
    }

    /** Greedy, with one step back to the last star. */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
