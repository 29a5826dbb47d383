package ai.gateway.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * One embedding, in the encodings in which it came. Numbers stay the text that they were: nobody rounds them on their way.
 *
 * @param forms a JSON array each; of {@link Encoding#BASE64}, the characters of little-endian floats
 */
public record Vector(Map<Encoding, String> forms) {

    /** How the numbers of a vector are written. */
    public enum Encoding {
        FLOAT,
        BASE64,
        INT8,
        UINT8,
        BINARY,
        UBINARY;

        /** As requests and answers have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Vector {
        forms = Map.copyOf(forms);
    }

    public static Vector of(Encoding encoding, String form) {
        Map<Encoding, String> forms = new EnumMap<>(Encoding.class);
        forms.put(encoding, form);
        return new Vector(forms);
    }

    /** In that encoding; empty where it is neither there nor can be made of what is. */
    public String form(Encoding encoding) {
        String form = forms.get(encoding);
        if (form != null) {
            return form;
        }
        String floats = forms.get(Encoding.FLOAT);
        if (encoding == Encoding.BASE64 && floats != null) {
            return packed(floats);
        }
        String base64 = forms.get(Encoding.BASE64);
        return encoding == Encoding.FLOAT && base64 != null ? unpacked(base64) : "";
    }

    /**
     * Its numbers; none where it came in whole ones or bits alone.
     *
     * @throws IllegalArgumentException where they are no numbers
     */
    public float[] floats() {
        byte[] bytes = Base64.getDecoder().decode(form(Encoding.BASE64));
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static String packed(String array) {
        String[] numbers =
                array.substring(array.indexOf('[') + 1, array.lastIndexOf(']')).split(",", -1);
        boolean empty = numbers.length == 1 && numbers[0].isBlank();
        ByteBuffer bytes =
                ByteBuffer.allocate(empty ? 0 : numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < numbers.length && !empty; i++) {
            bytes.putFloat(Float.parseFloat(numbers[i].strip()));
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static String unpacked(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
        ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder array = new StringBuilder(bytes.length * 3).append('[');
        while (floats.remaining() >= Float.BYTES) {
            float number = floats.getFloat();
            array.append(array.length() == 1 ? "" : ",").append(Float.isFinite(number) ? number : 0f);
        }
        return array.append(']').toString();
    }
}
