/** What tests stand on: real servers, a hand on the clock, and the checks that every service passes. */
@NullMarked
package org.baoxue.testkit;

import org.jspecify.annotations.NullMarked;
