@NullMarked
package org.baoxue.cases.persuasion;

import org.jspecify.annotations.NullMarked;
