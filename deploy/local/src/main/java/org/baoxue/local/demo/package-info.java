/** The demo: a made-up district or the Ed-Fi sample year, played on a set clock against the running suite. */
@NullMarked
package org.baoxue.local.demo;

import org.jspecify.annotations.NullMarked;
