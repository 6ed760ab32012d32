@org.jspecify.annotations.NullMarked
package org.baoxue.kit.clock;
