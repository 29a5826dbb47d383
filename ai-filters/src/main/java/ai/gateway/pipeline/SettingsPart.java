package ai.gateway.pipeline;

import ai.gateway.provider.Catalogue;

/**
 * A part of {@code ai.gateway} that one feature describes and reads, and that comes in force with all the rest.
 *
 * @param <W> what may be written of it: a record that is bound at {@code ai.gateway}, beside the others
 * @param <S> what is made of it; immutable, with an {@code equals} that tells whether anything has changed
 */
public interface SettingsPart<W extends Record, S> {

    Class<W> written();

    Class<S> type();

    /**
     * Makes it of what was written.
     *
     * @throws IllegalArgumentException with a message that begins with the property below {@code ai.gateway} and a colon
     */
    S read(W written, Catalogue catalogue);
}
