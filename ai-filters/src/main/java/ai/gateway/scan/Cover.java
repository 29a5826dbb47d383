package ai.gateway.scan;

import java.util.List;

/** Says what stands in place of what was found. */
@FunctionalInterface
public interface Cover {

    String of(String type, String original);

    /** A text with all finds covered; they are in order, and apart. */
    default String over(String text, List<Find> finds) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int done = 0;
        for (Find find : finds) {
            out.append(text, done, find.start()).append(of(find.type(), find.in(text)));
            done = find.end();
        }
        return out.append(text, done, text.length()).toString();
    }
}
