@NullMarked
package ai.gateway.recognise;

import org.jspecify.annotations.NullMarked;
