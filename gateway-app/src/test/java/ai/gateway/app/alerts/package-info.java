/** Who is told that requests fail or targets are out, by a gateway that runs. */
@NullMarked
package ai.gateway.app.alerts;

import org.jspecify.annotations.NullMarked;
