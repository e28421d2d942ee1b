using Xunit;

// Every test starts processes that use the whole machine.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
