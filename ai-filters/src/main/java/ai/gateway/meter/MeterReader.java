package ai.gateway.meter;

import ai.gateway.condition.Glob;
import ai.gateway.meter.MeterSettings.OfModel;
import ai.gateway.meter.MeterSettings.OfTag;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what is written of costs. */
final class MeterReader implements SettingsPart<MeterProperties, MeterSettings> {

    private static final Comparator<OfModel> MOST_SPECIFIC_FIRST = Comparator.<OfModel, Boolean>comparing(
                    said -> said.names().pattern().indexOf('*') >= 0)
            .thenComparing(said -> -letters(said.names().pattern()))
            .thenComparing(said -> said.names().pattern());

    /** Above that a factor is a slip of the pen. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);

    private static final int DECIMALS = 6;

    @Override
    public Class<MeterProperties> written() {
        return MeterProperties.class;
    }

    @Override
    public Class<MeterSettings> type() {
        return MeterSettings.class;
    }

    @Override
    public MeterSettings read(MeterProperties written, Catalogue catalogue) {
        MeterProperties.Meter meter = written.meter();
        List<OfModel> models = new ArrayList<>();
        meter.models().forEach((name, said) -> models.add(ofModel(name, said)));
        models.sort(MOST_SPECIFIC_FIRST);
        List<OfTag> tags = new ArrayList<>();
        for (int i = 0; i < meter.tags().size(); i++) {
            tags.add(ofTag("meter.tags[" + i + "].", meter.tags().get(i)));
        }
        return new MeterSettings(
                new OfModel(new Glob("*"), meter.unpriced(), factor("meter.multiplier", meter.multiplier())),
                models,
                tags,
                meter.reported().stream().map(MeterReader::names).toList());
    }

    private static OfModel ofModel(String name, MeterProperties.OfModel said) {
        if (name.indexOf('/') <= 0) {
            throw new IllegalArgumentException("meter.models." + name + ": no provider (expected: provider/model)");
        }
        return new OfModel(
                new Glob(name), said.unpriced(), factor("meter.models." + name + ".multiplier", said.multiplier()));
    }

    private static OfTag ofTag(String at, MeterProperties.OfTag said) {
        int equals = said.tag().indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException(at + "tag: " + said.tag() + " (expected: name=value)");
        }
        return new OfTag(
                said.tag().substring(0, equals),
                said.tag().substring(equals + 1),
                factor(at + "multiplier", said.multiplier()));
    }

    /** A provider's name alone is all of its models. */
    private static Glob names(String name) {
        return new Glob(name.indexOf('/') < 0 ? name + "/*" : name);
    }

    private static long factor(String name, @Nullable BigDecimal factor) {
        if (factor == null) {
            return -1;
        }
        BigDecimal plain = factor.stripTrailingZeros();
        if (plain.signum() < 0 || plain.compareTo(MOST) > 0 || plain.scale() > DECIMALS) {
            throw new IllegalArgumentException(
                    name + ": " + factor + " (expected: 0 to 1000, at most six digits after the point)");
        }
        return plain.movePointRight(DECIMALS).longValueExact();
    }

    private static long letters(String pattern) {
        return pattern.chars().filter(c -> c != '*').count();
    }
}
