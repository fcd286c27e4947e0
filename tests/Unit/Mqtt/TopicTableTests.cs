using System.Text;
using Checkpoint.Mqtt.LibMosquitto;

namespace Checkpoint.Tests.Unit.Mqtt;

public sealed class TopicTableTests
{
    [Fact]
    public void Aliases_go_to_the_first_topics_up_to_the_brokers_maximum()
    {
        var table = new TopicTable { AliasMaximum = 2 };

        ushort[] aliases = [.. new[] { "a", "b", "c", "a" }.Select(name => table.Find(name)!.Alias)];

        Assert.Equal([1, 2, 0, 1], aliases);
    }

    [Fact]
    public void Without_aliases_a_topic_has_none_and_its_bytes_are_kept()
    {
        var table = new TopicTable();

        TopicTable.Topic topic = table.Find("gates/ä")!;

        Assert.Equal(0, topic.Alias);
        Assert.Equal([.. Encoding.UTF8.GetBytes("gates/ä"), 0], topic.Utf8);
        Assert.Same(topic, table.Find("gates/ä"));
    }

    [Fact]
    public void Full_table_still_finds_topics_and_gives_no_alias_away()
    {
        var table = new TopicTable { AliasMaximum = ushort.MaxValue };
        for (int i = 0; i < TopicTable.EntriesAtMost; i++)
            Assert.NotNull(table.Find($"topic/{i}"));

        Assert.Equal(0, table.Find("one more")!.Alias);
        Assert.NotSame(table.Find("one more"), table.Find("one more"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/+/b")]
    [InlineData("a/#")]
    [InlineData("a\0b")]
    public void Not_a_topic_name_is_not_found(string name) => Assert.Null(new TopicTable().Find(name));

    [Fact]
    public void Topic_of_more_than_65535_bytes_is_not_found() =>
        Assert.Null(new TopicTable().Find(new string('ä', 32768)));
}
