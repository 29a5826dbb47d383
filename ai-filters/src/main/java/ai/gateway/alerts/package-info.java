/**
 * Tells somebody when requests fail, when answers are slow and when targets are out: once when it starts, once when it is over,
 * now and then in between. For those who have no Prometheus; nothing is watched until the configuration names a receiver.
 *
 * <p>{@link ai.gateway.alerts.Onlooker} counts how exchanges end, {@code Fault} says by whose fault, and {@code Windows} keep
 * that for a while, by routes and providers. A {@link ai.gateway.alerts.Patrol} looks at the windows and at the {@link
 * ai.gateway.health.Standings} of pools, round after round ({@code Rounds}), by the {@code Rules}. {@link
 * ai.gateway.alerts.Watch} remembers what was told. What is to be told, an {@code Alert}, is put into words by {@code Wording};
 * {@code Herald} gives it to the log and to {@link ai.gateway.delivery}.
 *
 * <p>What is written under {@code ai.gateway.alerts} is in {@link ai.gateway.alerts.AlertsProperties}.
 */
@NullMarked
package ai.gateway.alerts;

import org.jspecify.annotations.NullMarked;
