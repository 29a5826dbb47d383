/**
 * What every test of the project reaches for when the network has to misbehave.
 *
 * <p>{@link ai.gateway.testing.FaultUpstream} is a provider that plays a {@link ai.gateway.testing.Script}: bytes, pauses,
 * resets. {@link ai.gateway.testing.Faults} is the catalogue of scripts that the reliability tables name by id, and
 * {@link ai.gateway.testing.Encodings} makes the compressed bodies for them. {@link ai.gateway.testing.FaultProxy} does its
 * mischief between a client and a server that is itself well. {@link ai.gateway.testing.RawHttp} is the client: it sends any
 * bytes and tells how the connection ended.
 *
 * <p>All sockets of the servers share two event-loop threads, so that a server starts in a few milliseconds and a thousand
 * connections cost no thread. Time passes on the scheduler of the loop; whoever waits, waits on a monitor that the next
 * thing that happens wakes.
 *
 * <p>Two nets are spread under all tests of a fork by {@link ai.gateway.testing.TestSession}: leaked buffers are collected by
 * {@link ai.gateway.testing.LeakWatch}, blocking calls on event loops fail where they are made and are collected by
 * {@link ai.gateway.testing.BlockingCalls}. A class that shall be red for them carries
 * {@code @ExtendWith({LeakCheck.class, BlockingCheck.class})}. A test that leaks or blocks to see whether it is noticed puts
 * the word {@code deliberately} into the hint of the buffer or the name of the method.
 */
@NullMarked
package ai.gateway.testing;

import org.jspecify.annotations.NullMarked;
