package ai.gateway.tokens;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

/** How many tokens a picture is to a model, as the makers publish it. */
interface Vision {

    /** A picture whose size is not known, such as one at an address. */
    Picture UNKNOWN = new Picture(1024, 1024);

    long tokens(Picture picture, boolean low);

    /** What one picture can be at most. */
    long most();

    default long tokens(Json source, Json detail) {
        @Nullable Picture picture = Picture.of(source);
        return tokens(picture == null ? UNKNOWN : picture, detail.is("low"));
    }

    /** As {@code tokens.csv} writes it. */
    static Vision of(String cell) {
        String[] parts = cell.split(":", -1);
        return switch (parts[0]) {
            case "tiles" -> new Tiles(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            case "patches" ->
                new Patches(Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Double.parseDouble(parts[3]));
            case "area" -> new Area(Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
            case "crops" -> new Crops();
            case "same" -> new Constant(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
            default -> throw new IllegalArgumentException("picture: " + cell + " (expected: as tokens.csv says)");
        };
    }

    /** Squares of 512 dots, after the picture was fitted into 2048 by 2048 and its short side into 768. */
    record Tiles(long base, long tile) implements Vision {

        @Override
        public long tokens(Picture picture, boolean low) {
            if (low) {
                return base;
            }
            double scale = Math.min(1, 2048.0 / Math.max(picture.width(), picture.height()));
            scale = Math.min(scale, 768.0 / Math.min(picture.width(), picture.height()));
            return base + tile * squares(picture.width() * scale, 512) * squares(picture.height() * scale, 512);
        }

        @Override
        public long most() {
            return base + tile * 8;
        }
    }

    /**
     * Squares of some dots, no more than a budget, to which the picture is made smaller.
     *
     * @param times what a square counts for
     */
    record Patches(int dots, long budget, double times) implements Vision {

        @Override
        public long tokens(Picture picture, boolean low) {
            long patches = squares(picture.width(), dots) * squares(picture.height(), dots);
            return Math.round(Math.min(patches, budget) * times);
        }

        @Override
        public long most() {
            return Math.round(budget * times);
        }
    }

    /** By the area, after the long side was fitted. */
    record Area(int longSide, long budget, long dotsPerToken) implements Vision {

        @Override
        public long tokens(Picture picture, boolean low) {
            double scale = Math.min(1, longSide / (double) Math.max(picture.width(), picture.height()));
            double dots = picture.width() * scale * picture.height() * scale;
            return Math.min(budget, Math.round(dots / dotsPerToken) + 1);
        }

        @Override
        public long most() {
            return budget;
        }
    }

    /** A small picture is one crop; of a larger one each crop is two thirds of its short side, 768 dots at most. */
    record Crops() implements Vision {

        private static final long TOKENS = 258;

        @Override
        public long tokens(Picture picture, boolean low) {
            int side = Math.min(picture.width(), picture.height());
            if (Math.max(picture.width(), picture.height()) <= 384) {
                return TOKENS;
            }
            int crop = Math.max(256, Math.min(768, side * 2 / 3));
            return TOKENS * squares(picture.width(), crop) * squares(picture.height(), crop);
        }

        @Override
        public long most() {
            return TOKENS * 64;
        }
    }

    /** The same for all. */
    record Constant(long usual, long most) implements Vision {

        @Override
        public long tokens(Picture picture, boolean low) {
            return usual;
        }
    }

    private static long squares(double dots, int side) {
        return (long) Math.ceil(dots / side);
    }
}
