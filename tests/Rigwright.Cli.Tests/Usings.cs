global using Rigwright.TestKit;
