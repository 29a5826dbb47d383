/**
 * Guards that ask somebody else, defined by name in the configuration.
 *
 * <p>What may be written of them is in {@link ai.gateway.guards.GuardsProperties}; which fields go with which
 * {@code Type}, the type itself says, and {@code GuardsReader} holds them against it. Each name becomes a {@code NamedGuard},
 * which goes by what is written of it at the moment.
 *
 * <p>Each type has one file that knows its service: what is asked there, and what its answer means. All of them cut and bundle the
 * texts by {@code Part} and {@code Batch}, call by {@code Service}, and tell what was found as {@code Finding}s, of which
 * {@code Findings} makes the one objection. What a service answers is data: of its words only names of rules are passed on, and
 * those as {@code Names} lets them. Who cannot be asked, or answers something else, ends in {@code CannotTell}: nothing passes
 * by a failure.
 */
@NullMarked
package ai.gateway.guards;

import org.jspecify.annotations.NullMarked;
