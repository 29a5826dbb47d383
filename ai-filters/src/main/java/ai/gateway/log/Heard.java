package ai.gateway.log;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Takes down an answer as it passes; changes nothing and holds nothing back. It may be asked for what it has while more comes. */
final class Heard implements TextFlow {

    /** A text as it comes. */
    private static final class Coming {

        private final StringBuilder text = new StringBuilder();
        private long missing;
    }

    private final Map<Text, Coming> texts = new LinkedHashMap<>();
    private int left;
    private int wholes;

    /** @param most characters */
    Heard(int most) {
        this.left = most;
    }

    @Override
    public synchronized String piece(Role role, int run, String piece) {
        add(new Text(role, run), piece);
        return piece;
    }

    private void add(Text which, String piece) {
        Coming coming = texts.computeIfAbsent(which, text -> new Coming());
        int fits = coming.missing > 0 ? 0 : Pages.fitting(piece, left);
        coming.text.append(piece, 0, fits);
        coming.missing += piece.length() - fits;
        left -= fits;
    }

    /** What says again what has come in pieces is known. */
    @Override
    public synchronized String whole(Role role, String text) {
        if (!isKnown(role, text)) {
            add(new Text(role, --wholes), text);
        }
        return text;
    }

    private boolean isKnown(Role role, String text) {
        return texts.entrySet().stream()
                .filter(known -> known.getKey().role() == role && known.getKey().run() >= 0)
                .map(Map.Entry::getValue)
                .anyMatch(known ->
                        known.text.length() + known.missing == text.length() && text.startsWith(known.text.toString()));
    }

    /** What has come so far. */
    synchronized void into(Pages pages) {
        texts.forEach((which, coming) -> {
            pages.add(word(which.role()), coming.text.toString());
            pages.missed(coming.missing);
        });
    }

    static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
