/** Asks a running service what its OpenAPI document allows, and much that it does not. */
@NullMarked
package org.baoxue.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
