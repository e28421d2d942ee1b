using VocMatch.Storage.Tests.Conformance;

namespace VocMatch.Storage.Tests.Hosting;

[Alias("VocMatch.Storage.Tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    Task<long> Add(long amount);

    Task RemindMe(string name);

    Task<int> Reminders();
}

/// <summary>A grain as they all are: one state, one reminder.</summary>
public sealed class CounterGrain([PersistentState("counter")] IPersistentState<Sample> state) : Grain, ICounterGrain, IRemindable
{
    public async Task<long> Add(long amount)
    {
        state.State = state.State with { Number = state.State.Number + amount };
        await state.WriteStateAsync();
        return state.State.Number;
    }

    public Task RemindMe(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public async Task<int> Reminders() => (await this.GetReminders()).Count;

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
