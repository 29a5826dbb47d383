package ai.gateway.log;

import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Text;

import java.util.ArrayList;
import java.util.List;

/** Takes down texts until there is no more room; of what comes then it is counted how much is missing. */
final class Pages {

    private final List<Text> texts = new ArrayList<>();
    private int left;
    private long missing;

    Pages(int most) {
        this.left = most;
    }

    void add(String role, String text) {
        int fits = fitting(text, left);
        missing += text.length() - fits;
        left -= fits;
        if (fits > 0) {
            texts.add(new Text(role, fits == text.length() ? text : text.substring(0, fits)));
        }
    }

    /** What was missing before. */
    void missed(long more) {
        missing += more;
    }

    /** So many of its characters, none of them cut in two. */
    static int fitting(String text, int most) {
        int fits = Math.max(0, Math.min(text.length(), most));
        boolean cut = fits > 0 && fits < text.length() && Character.isHighSurrogate(text.charAt(fits - 1));
        return cut ? fits - 1 : fits;
    }

    Body body() {
        return new Body(texts, missing);
    }
}
