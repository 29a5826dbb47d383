/**
 * One answer for several. Blind to dialects: what passes here is heads and bytes.
 *
 * <p>A {@link ai.gateway.recall.Recording} takes an answer down while it comes, and is read by as many as want it, each at
 * its own pace; what is left of it when it is over is {@link ai.gateway.recall.Kept}, from which it can be read again. Those
 * who ask the same at the same time meet in one of the {@link ai.gateway.recall.Flights}: one call is made for all who have a
 * {@link ai.gateway.recall.Seat}, it goes on as long as one of them is there, and one of them pays.
 */
@NullMarked
package ai.gateway.recall;

import org.jspecify.annotations.NullMarked;
