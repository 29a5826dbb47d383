/** Schemas, keyword by keyword, and beside another's validator. */
@NullMarked
package ai.gateway.judge.schema;

import org.jspecify.annotations.NullMarked;
