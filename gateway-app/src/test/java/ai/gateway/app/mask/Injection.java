package ai.gateway.app.mask;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Call;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A recorded request with personal data written into its texts: what is said in all turns, by tools and of tools, names of files,
 * what is inside JSON that is itself a text, and all below what a tool is given or gives, names of members too.
 *
 * @param values what was written in
 */
record Injection(byte[] body, List<String> values) {

    /** Names of members that hold words, wherever they stand. */
    private static final Set<String> WORDED = Set.of(
            "text",
            "content",
            "description",
            "title",
            "filename",
            "file_name",
            "user",
            "user_id",
            "instructions",
            "context",
            "query",
            "queries",
            "texts",
            "prompt",
            "system",
            "message",
            "inputText",
            "reasoning",
            "reasoning_content",
            "thinking",
            "input",
            "output",
            "arguments",
            "documents");

    /** Names of members below which all is a tool's. */
    private static final Set<String> TOOLS = Set.of("input", "args", "arguments", "response", "json");

    private static final List<String> AROUND = List.of(
            " %s ",
            " (%s) ",
            "\n- %s\n",
            ": %s, ",
            " \"%s\" ",
            " `%s` ",
            " <b>%s</b> ",
            "\t%s\t",
            " «%s» ",
            " %s. ",
            " [%s] ",
            " {\"it\": \"%s\"} ");

    /** More in one request would be more of the same. */
    private static final int MOST = 80;

    static Injection into(byte[] request, Dialect dialect, Call call, long seed) {
        return new Writer(Json.parse(request), new Random(seed)).written(dialect, call);
    }

    private static final class Writer {

        private final Json root;
        private final Random dice;
        private final Invented invented;
        private final JsonEdit edit;
        private final List<String> values = new ArrayList<>();

        Writer(Json root, Random dice) {
            this(root, dice, new Invented(dice));
        }

        private Writer(Json root, Random dice, Invented invented) {
            this.root = root;
            this.dice = dice;
            this.invented = invented;
            this.edit = JsonEdit.of(root);
        }

        Injection written(Dialect dialect, Call call) {
            Set<Integer> texts = new HashSet<>();
            dialect.promptTexts(call, root, (role, run, text) -> texts.add(text.start()));
            walk("", root, false, texts);
            return new Injection(edit.toBytes(), values);
        }

        private void walk(String name, Json value, boolean tools, Set<Integer> texts) {
            if (value.isString()) {
                if (tools || texts.contains(value.start()) || WORDED.contains(name)) {
                    string(value);
                }
                return;
            }
            boolean below = tools || (value.isObject() && TOOLS.contains(name));
            if (below && value.isObject()) {
                edit.put(value, "id", quoted(add(invented.next())));
                edit.put(value, add(invented.next()), "true");
            }
            if (below && value.isNumber() && dice.nextInt(4) == 0) {
                put(value, add(invented.plainCard()));
            }
            for (Json item : value.items()) {
                walk(item.isString() ? name : "", item, tools, texts);
            }
            value.members((member, inner) -> {
                if (!member.equals("inputSchema")) {
                    walk(member, inner, below, texts);
                }
            });
        }

        private void string(Json node) {
            String text = node.text();
            if (values.size() >= MOST || text.startsWith("data:") || text.matches("[A-Za-z0-9+/=_-]{100,}")) {
                return;
            }
            String inside = inside(text);
            if (inside != null) {
                put(node, quoted(inside));
                return;
            }
            String around = AROUND.get(dice.nextInt(AROUND.size()));
            int at = dice.nextInt(3) == 0 ? 0 : text.length();
            if (dice.nextInt(3) == 0 && text.indexOf(' ', text.length() / 2) > 0) {
                at = text.indexOf(' ', text.length() / 2);
            }
            String said = around.formatted(add(invented.next()));
            put(node, quoted(text.substring(0, at) + said + text.substring(at)));
        }

        /** What is inside JSON that is a text; null where it is none. */
        private String inside(String text) {
            if (!text.strip().startsWith("{") && !text.strip().startsWith("[")) {
                return null;
            }
            try {
                Writer inner = new Writer(Json.parse(text.getBytes(UTF_8)), dice, invented);
                inner.walk("", inner.root, true, Set.of());
                values.addAll(inner.values);
                return new String(inner.edit.toBytes(), UTF_8);
            } catch (JsonException justText) {
                return null;
            }
        }

        private String add(String value) {
            values.add(value);
            return value;
        }

        private void put(Json node, String raw) {
            edit.replace(node, raw);
        }

        /** Some letters as escapes: no two clients write JSON alike. */
        private String quoted(String text) {
            String plain = JsonWriter.quote(text);
            if (dice.nextInt(3) > 0) {
                return plain;
            }
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < plain.length(); i++) {
                char c = plain.charAt(i);
                boolean escapes = c == '\\';
                boolean inner = i > 0 && i < plain.length() - 1 && c != '"';
                if (escapes) {
                    out.append(c).append(plain.charAt(++i));
                } else if (inner && (c > 126 || dice.nextInt(6) == 0)) {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
            return out.toString();
        }
    }
}
