using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Rounds;

/// <summary>Files a client has downloaded.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("vocmatch-round-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public Task Save(string name, Answer answer) => File.WriteAllTextAsync(this[name], answer.MustBe(200).Text);

    public string Text(string name) => File.ReadAllText(this[name]);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
