global using Rigwright.App.Prices;
global using Rigwright.Domain.Offers;
global using Rigwright.Domain.Provenance;
global using Rigwright.Domain.Quantities;
global using Rigwright.TestKit;
