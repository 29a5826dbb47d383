package ai.gateway.exchange;

import java.util.Arrays;

/**
 * Something to be heard: samples of 16 bits, little-endian, in one channel.
 *
 * @param rate samples a second
 */
public record Sound(byte[] samples, int rate) {

    @Override
    public boolean equals(Object o) {
        return o instanceof Sound other && rate == other.rate && Arrays.equals(samples, other.samples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "Sound[" + samples.length + " bytes, " + rate + " Hz]";
    }
}
