// What exported tests use of xunit, and a program that runs all of them: "N tests passed" and 0, or what failed and 1.
using System;
using System.Collections;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Xunit
{
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class FactAttribute : Attribute { }

    public sealed class AssertionFailed : Exception
    {
        public AssertionFailed(string message) : base(message) { }
    }

    public static class Assert
    {
        public static void Equal<T>(T expected, T actual)
        {
            bool same = expected is IEnumerable all && actual is IEnumerable others && !(expected is string)
                ? all.Cast<object>().SequenceEqual(others.Cast<object>())
                : Equals(expected, actual);
            if (!same) throw new AssertionFailed("expected " + expected + ", is " + actual);
        }

        public static void Same(object expected, object actual) { True(ReferenceEquals(expected, actual)); }

        public static void Empty(IEnumerable items) { Equal(0, items.Cast<object>().Count()); }

        public static void Single(IEnumerable items) { Equal(1, items.Cast<object>().Count()); }

        public static void True(bool holds)
        {
            if (!holds) throw new AssertionFailed("doesn't hold");
        }

        public static void False(bool holds) { True(!holds); }

        public static T Throws<T>(Func<object> work) where T : Exception { return Throws<T>(() => { work(); }); }

        public static T Throws<T>(Action work) where T : Exception
        {
            try
            {
                work();
            }
            catch (T error) when (error.GetType() == typeof(T))
            {
                return error;
            }
            throw new AssertionFailed("no " + typeof(T));
        }

        public static async Task<T> ThrowsAsync<T>(Func<Task> work) where T : Exception
        {
            T error = await ThrowsAnyAsync<T>(work);
            Equal(typeof(T), error.GetType());
            return error;
        }

        public static async Task<T> ThrowsAnyAsync<T>(Func<Task> work) where T : Exception
        {
            try
            {
                await work();
            }
            catch (T error)
            {
                return error;
            }
            throw new AssertionFailed("no " + typeof(T));
        }
    }

    internal static class Program
    {
        public static int Main()
        {
            int passed = 0, failed = 0;
            foreach (Type type in Assembly.GetExecutingAssembly().GetTypes())
            {
                foreach (MethodInfo test in type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))))
                {
                    try
                    {
                        (test.Invoke(Activator.CreateInstance(type), null) as Task)?.GetAwaiter().GetResult();
                        ++passed;
                    }
                    catch (Exception error)
                    {
                        ++failed;
                        Console.Error.WriteLine("FAILED " + type.Name + "." + test.Name + ": " + (error.InnerException ?? error));
                    }
                }
            }
            Console.WriteLine(passed + " tests passed");
            return failed == 0 && passed > 0 ? 0 : 1;
        }
    }
}
