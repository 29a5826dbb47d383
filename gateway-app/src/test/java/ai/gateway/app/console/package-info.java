/** The console: who may, what it tells, and how it looks in a real browser. */
@NullMarked
package ai.gateway.app.console;

import org.jspecify.annotations.NullMarked;
