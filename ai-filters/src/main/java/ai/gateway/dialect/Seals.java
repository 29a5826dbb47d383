package ai.gateway.dialect;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Seal;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Carries what one provider has signed through a client that speaks another dialect, in the opaque fields that this one has
 * for its own signatures. In the next turn it is found there again, and goes home unharmed.
 *
 * <p>What is carried begins with a mark, the dialect that it belongs to, and the block that it seals: nothing for the block
 * that carries it, {@code text} for the text before, else the id of a call.
 */
public final class Seals {

    private static final String MARK = "aig1.";
    private static final String OF = "sealed";
    private static final String TEXT = "text";

    private Seals() {}

    /** A seal of the block that carries it: its own value where the dialect is the carrier's. */
    public static String carried(Seal seal, String own) {
        return seal.dialect().equals(own) ? seal.value() : marked(seal, "");
    }

    /** A seal of a call, or of a text, in a block of its own: for dialects in which neither can carry one. */
    public static String carriedFor(Content sealed, Seal seal) {
        return marked(seal, sealed instanceof Content.ToolCall call ? call.id() : TEXT);
    }

    private static String marked(Seal seal, String of) {
        return MARK + seal.dialect() + '.' + encode(of) + '.' + seal.value();
    }

    /** What a client sent back in a field for its dialect's own seals. */
    public static Seal read(String value, String own) {
        String[] parts = parts(value);
        return parts == null ? new Seal(own, value) : new Seal(parts[1], parts[3]);
    }

    /** The same as a block of thoughts, which {@link #attached} takes to where it belongs. */
    public static Content.Thinking thinking(String text, @Nullable String value, boolean hidden, String own) {
        if (value == null || value.isEmpty()) {
            return new Content.Thinking(text, null, hidden, Notes.NONE);
        }
        String[] parts = parts(value);
        Notes notes = parts == null || parts[2].isEmpty()
                ? Notes.NONE
                : Notes.of(null, new Extras(Map.of(OF, decode(parts[2]))));
        return new Content.Thinking(text, read(value, own), hidden, notes);
    }

    /** The blocks of a message, with the seals that came in blocks of their own on the calls and texts that they seal. */
    public static List<Content> attached(List<Content> blocks) {
        List<Content> attached = new ArrayList<>(blocks.size());
        List<Content.Thinking> carriers = new ArrayList<>(0);
        for (Content block : blocks) {
            if (block instanceof Content.Thinking thinking && sealedOf(thinking) != null) {
                carriers.add(thinking);
            } else {
                attached.add(block);
            }
        }
        carriers.forEach(carrier -> attach(carrier, attached));
        return attached;
    }

    private static void attach(Content.Thinking carrier, List<Content> blocks) {
        String of = sealedOf(carrier);
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Content block = blocks.get(i);
            if (block instanceof Content.ToolCall call && call.id().equals(of)) {
                blocks.set(
                        i,
                        new Content.ToolCall(
                                call.id(), call.name(), call.arguments(), call.custom(), carrier.seal(), call.notes()));
                return;
            }
            if (block instanceof Content.Text text && TEXT.equals(of)) {
                blocks.set(i, new Content.Text(text.text(), text.citations(), carrier.seal(), text.notes()));
                return;
            }
        }
    }

    private static @Nullable String sealedOf(Content.Thinking thinking) {
        return thinking.notes().extras().fields().get(OF);
    }

    private static String @Nullable [] parts(String value) {
        String[] parts = value.startsWith(MARK) ? value.split("\\.", 4) : new String[0];
        return parts.length == 4 ? parts : null;
    }

    private static String encode(String of) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of.getBytes(UTF_8));
    }

    private static String decode(String of) {
        try {
            return new String(Base64.getUrlDecoder().decode(of), UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }
}
