/**
 * Many deployments at once: one settings file for each client, made, checked and reviewed together.
 *
 * <p>It is a program like the review or the office kit, and its own process never touches the CDK: {@link
 * com.tallyhybrid.fleet.SynthesisProcess}, the one class that knows the app, runs in processes of its own.
 */
package com.tallyhybrid.fleet;
