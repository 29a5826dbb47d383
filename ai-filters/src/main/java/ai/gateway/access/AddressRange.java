package ai.gateway.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Addresses that begin with the same bits, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. Those of version 4 are taken
 * for what they are in version 6, so that an address is the same in both spellings.
 */
public record AddressRange(long high, long low, int bits) {

    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;
    private static final long V4_IN_V6 = 0xffffL << 32;

    /** One address where no number of bits is written. Names of hosts are not looked up. */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = (slash < 0 ? text : text.substring(0, slash)).strip();
        boolean isV6 = address.indexOf(':') >= 0;
        if (!isLiteral(address, isV6)) {
            throw wrong(text);
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int own = isV6 ? V6_BITS : V4_BITS; // the JDK gives 4 bytes for ::ffff:10.0.0.1, too
            int bits =
                    slash < 0 ? own : Integer.parseInt(text.substring(slash + 1).strip());
            if (bits < 0 || bits > own) {
                throw wrong(text);
            }
            int all = bits + V6_BITS - own;
            return new AddressRange(high(bytes) & mask(all), low(bytes) & mask(all - Long.SIZE), all);
        } catch (UnknownHostException | NumberFormatException e) {
            throw wrong(text);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (high(bytes) & mask(bits)) == high && (low(bytes) & mask(bits - Long.SIZE)) == low;
    }

    /** Nothing else is: the JDK would ask a name server for it. */
    private static boolean isLiteral(String address, boolean isV6) {
        int dots = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            dots += c == '.' ? 1 : 0;
            boolean hex = isV6 && (c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
            if (!hex && c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return isV6 || dots == 3;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    private static long high(byte[] bytes) {
        return bytes.length == 4 ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    private static long low(byte[] bytes) {
        return bytes.length == 4
                ? V4_IN_V6 | (ByteBuffer.wrap(bytes).getInt() & 0xffffffffL)
                : ByteBuffer.wrap(bytes).getLong(Long.BYTES);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                text + " (expected: an address, or a range such as 10.0.0.0/8 or 2001:db8::/32)");
    }
}
