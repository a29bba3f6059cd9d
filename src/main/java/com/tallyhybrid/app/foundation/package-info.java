/**
 * What every stack shares: where it runs, what it is called, how its data survives a mistake.
 *
 * <p>Nothing here knows a capability; capabilities know this package and the settings.
 */
package com.tallyhybrid.app.foundation;
