using VocMatch.Contracts.Events;
using VocMatch.Domain.Notifications;
using Xunit;

namespace VocMatch.Grains.Tests.Rules;

public sealed class EventReceiverTests
{
    [Fact]
    public void Every_kind_of_event_has_its_receivers_once() =>
        Assert.Equal(Enum.GetValues<EventKind>(), EventReceivers.All.Select(receiver => receiver.Kind).Order());

    [Fact]
    public void An_event_is_told_or_followed_up_or_said_to_be_listed_only() => Assert.All(EventReceivers.All, receiver =>
    {
        var told = receiver.Student is not null || receiver.Employer is not null || receiver.School is not null || receiver.Officers is not null;
        Assert.Equal(!told && (receiver.FollowUps & ~FollowUps.Listed) == 0, receiver.FollowUps.HasFlag(FollowUps.Listed));
    });
}
