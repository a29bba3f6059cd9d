/**
 * CloudFormation templates, read once for everybody who judges them.
 *
 * <p>{@link com.tallyhybrid.cloudformation.CloudAssembly} reads, {@link com.tallyhybrid.cloudformation.Intrinsic} takes
 * functions apart, and {@code resource-names.yaml} says what resources are called. Three answers stand on them: a normalized
 * template leaves what is not known as it is; {@link com.tallyhybrid.cloudformation.SymbolicResolver} gives it a name and
 * compares; {@link com.tallyhybrid.cloudformation.Assembly} makes up what CloudFormation would, from nothing but the stack
 * and the logical id, and refuses what it does not know with its place: a guess would turn into a false proof further on.
 *
 * <p>Not modelled in the strict answers: conditions ({@code Fn::If}), mappings, macros, nested stacks, and parameters
 * without a default or read from Systems Manager.
 */
package com.tallyhybrid.cloudformation;
