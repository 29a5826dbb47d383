package ai.gateway.pii;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Addresses of Bitcoin, by their check sums, and of Ethereum, by their form. */
final class Wallets implements Recogniser {

    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int SHORTEST_BASE58 = 26;
    private static final int LONGEST_BASE58 = 35;
    private static final int BASE58_BYTES = 25;
    private static final int BASE58_CHECK = 4;

    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] BECH32_TERMS = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32_CHECK = 1;
    private static final int BECH32M_CHECK = 0x2bc830a3;
    private static final int LONGEST_BECH32 = 62;

    private static final int ETHEREUM = 42;

    @Override
    public void look(Text text, int at, Finds finds) {
        char first = text.at(at);
        boolean mayBe = first == '1' || first == '3' || first == 'b' || first == 'B' || first == '0';
        int end = mayBe ? text.wordEnd(at) : at;
        int length = end - at;
        if (length < SHORTEST_BASE58 || length > LONGEST_BECH32) {
            return;
        }
        String word = text.slice(at, end);
        if (isBase58(word) || isBech32(word)) {
            finds.add(Entity.CRYPTO, Strength.PROVEN, at, end);
        } else if (isEthereum(word)) {
            finds.add(Entity.CRYPTO, Strength.DISTINCT, at, end);
        }
    }

    private static boolean isBase58(String word) {
        if (word.length() > LONGEST_BASE58 || BASE58.indexOf(word.charAt(0)) < 0) {
            return false;
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < word.length(); i++) {
            int digit = BASE58.indexOf(word.charAt(i));
            if (digit < 0) {
                return false;
            }
            value = value.multiply(BigInteger.valueOf(BASE58.length())).add(BigInteger.valueOf(digit));
        }
        byte[] shortest = value.toByteArray();
        int sign = shortest[0] == 0 ? 1 : 0;
        int length = shortest.length - sign;
        if (length > BASE58_BYTES) {
            return false;
        }
        byte[] bytes = new byte[BASE58_BYTES];
        System.arraycopy(shortest, sign, bytes, BASE58_BYTES - length, length);
        int checked = BASE58_BYTES - BASE58_CHECK;
        byte[] sum = sha256(sha256(Arrays.copyOf(bytes, checked)));
        return Arrays.equals(sum, 0, BASE58_CHECK, bytes, checked, BASE58_BYTES);
    }

    /** BIP 173 and, for later versions, BIP 350. */
    private static boolean isBech32(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        boolean oneCase = word.equals(small) || word.equals(word.toUpperCase(Locale.ROOT));
        if (!oneCase || !small.startsWith("bc1")) {
            return false;
        }
        int sum = 1;
        for (int value : new int[] {3, 3, 0, 2, 3}) {
            sum = bech32(sum, value);
        }
        for (int i = 3; i < small.length(); i++) {
            int value = BECH32.indexOf(small.charAt(i));
            if (value < 0) {
                return false;
            }
            sum = bech32(sum, value);
        }
        return sum == BECH32_CHECK || sum == BECH32M_CHECK;
    }

    private static int bech32(int sum, int value) {
        int top = sum >>> 25;
        int next = (sum & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < BECH32_TERMS.length; i++) {
            next ^= (top >> i & 1) == 1 ? BECH32_TERMS[i] : 0;
        }
        return next;
    }

    private static boolean isEthereum(String word) {
        return word.length() == ETHEREUM
                && word.startsWith("0x")
                && word.chars().skip(2).allMatch(c -> Text.isHex((char) c));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
